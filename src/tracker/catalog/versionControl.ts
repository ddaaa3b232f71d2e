import { each } from "./rule";
import type { Rule } from "./rule";

const ghGroups = { depth: 2, values: "-R --repo" } as const;

export function versionControlRules(): readonly Rule[] {
  return [
    {
      skill: "git",
      example: "git -C dir -c a=b shortlog",
      category: "Version control",
      depth: 1,
      values: "-C -c --git-dir --work-tree --namespace --exec-path",
    },
    ...each(
      { phase: "setup" },
      {
        "git clone": "git clone --depth 1 https://example.com/a.git",
        "git init": "git init -b main",
        "git config": "git config user.name x",
        "git fetch": "git fetch --all",
        "git pull": "git pull --rebase",
      },
    ),
    ...each(
      { phase: "execution" },
      {
        "git commit": 'git commit -m "fix: typo"',
        "git push": "git push origin main",
        "git merge": "git merge feature",
        "git rebase": "git rebase -i main",
        "git cherry-pick": "git cherry-pick abc1234",
        "git checkout": "git checkout -b topic",
        "git switch": "git switch main",
        "git tag": "git tag v1.0.0",
        "git mv": "git mv a b",
        "git am": "git am x.patch",
        "git apply": "git apply x.patch",
        "git branch": "git branch -a",
      },
    ),
    { skill: "git add", example: "git add -A", phase: "execution", substance: "little" },
    ...each({ substance: "little" }, { "git status": "git status -sb" }),
    ...each(
      { phase: "verification" },
      {
        "git diff": "git diff --stat",
        "git bisect": "git bisect start",
        "git fsck": "git fsck",
      },
    ),
    ...each(
      { phase: "cleanup" },
      {
        "git clean": "git clean -fdx",
        "git gc": "git gc --prune=now",
        "git prune": "git prune",
        "git rm": "git rm old.txt",
      },
    ),
    ...each(
      { phase: "rollback" },
      {
        "git revert": "git revert HEAD",
        "git reset": "git reset --hard HEAD~1",
        "git restore": "git restore .",
      },
    ),
    ...each(
      { depth: 2 },
      {
        "git stash": "git stash -u",
        "git remote": "git remote -v",
        "git submodule": "git submodule",
        "git worktree": "git worktree",
        "git lfs": "git lfs",
        "git flow": "git flow",
        "git notes": "git notes",
      },
    ),
    { skill: "gh", example: "gh", category: "Version control", depth: 2, values: "-R --repo" },
    ...each(
      { phase: "execution" },
      {
        "gh pr create": "gh pr create --fill",
        "gh pr merge": "gh pr merge 12 --squash",
        "gh issue create": "gh issue create",
        "gh release create": "gh release create v1.0.0",
        "gh workflow run": "gh workflow run ci.yml",
      },
    ),
    ...each(
      { phase: "verification" },
      {
        "gh pr checks": "gh pr checks",
        "gh pr view": "gh pr view 12",
        "gh pr diff": "gh pr diff 12",
        "gh pr review": "gh pr review --approve",
        "gh run view": "gh run view --log-failed",
      },
    ),
    { skill: "gh run watch", example: "gh run watch", phase: "verification" },
    ...each(
      { phase: "setup" },
      {
        "gh auth login": "gh auth login",
        "gh repo clone": "gh repo clone a/b",
        "gh pr checkout": "gh pr checkout 12",
      },
    ),
    ...each(
      { depth: 1 },
      {
        "gh api": "gh api repos/a/b",
        "gh browse": "gh browse",
        "gh status": "gh status",
      },
    ),
    { skill: "glab", example: "glab mr list", category: "Version control", ...ghGroups },
    ...each(
      { category: "Version control", depth: 1 },
      {
        hub: "hub sync",
        svn: "svn update",
        hg: "hg commit",
        jj: "jj log",
        p4: "p4 sync",
        gt: "gt submit",
      },
    ),
    ...each(
      { category: "Version control", endless: {} },
      { lazygit: "lazygit", tig: "tig", gitk: "gitk" },
    ),
  ];
}
