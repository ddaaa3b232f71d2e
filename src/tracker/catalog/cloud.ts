import { each } from "./rule";
import type { Rule } from "./rule";

/** Docker, its relatives speak the same language. */
function engine(program: string): Rule[] {
  const compose = `${program} compose`;
  return [
    {
      skill: program,
      example: `${program} -H tcp://h:1 ps`,
      category: "Containers",
      depth: 1,
      values: "-H --host -c --context --config -l --log-level",
    },
    ...each(
      { phase: "execution" },
      {
        [`${program} build`]: `${program} build -t a .`,
        [`${program} push`]: `${program} push a`,
        [`${program} exec`]: `${program} exec -it a sh`,
        [`${program} run`]: `${program} run --rm a`,
        [`${program} start`]: `${program} start a`,
        [`${program} restart`]: `${program} restart a`,
        [`${program} tag`]: `${program} tag a b`,
      },
    ),
    ...each(
      { phase: "setup" },
      { [`${program} pull`]: `${program} pull a`, [`${program} login`]: `${program} login -u a` },
    ),
    ...each(
      { phase: "cleanup" },
      {
        [`${program} rm`]: `${program} rm -f a`,
        [`${program} rmi`]: `${program} rmi a`,
        [`${program} stop`]: `${program} stop a`,
        [`${program} kill`]: `${program} kill a`,
      },
    ),
    ...each({ endless: { only: "-f --follow" } }, { [`${program} logs`]: `${program} logs -f a` }),
    { skill: `${program} stats`, example: `${program} stats`, endless: { unless: "--no-stream" } },
    { skill: `${program} events`, example: `${program} events`, endless: { unless: "--until" } },
    ...each(
      { depth: 2 },
      Object.fromEntries(
        [
          "image",
          "container",
          "volume",
          "network",
          "system",
          "buildx",
          "context",
          "stack",
          "service",
          "swarm",
          "manifest",
          "builder",
          "machine",
        ].map((group) => [`${program} ${group}`, `${program} ${group}`]),
      ),
    ),
    ...each(
      { phase: "cleanup" },
      Object.fromEntries(
        [
          "system prune",
          "image prune",
          "image rm",
          "container prune",
          "container rm",
          "volume prune",
          "volume rm",
          "network rm",
          "builder prune",
        ].map((command) => [`${program} ${command}`, `${program} ${command} -f`]),
      ),
    ),
    {
      skill: compose,
      example: `${compose} -f a.yml config`,
      depth: 2,
      values: "-f --file -p --project-name --profile --env-file --project-directory",
    },
    {
      skill: `${compose} up`,
      example: `${compose} -f a.yml up --build`,
      phase: "execution",
      endless: { unless: "-d --detach --wait --no-start" },
    },
    { skill: `${compose} watch`, example: `${compose} watch`, phase: "execution", endless: {} },
    { skill: `${compose} logs`, example: `${compose} logs -f`, endless: { only: "-f --follow" } },
    ...each(
      { phase: "execution" },
      {
        [`${compose} build`]: `${compose} build`,
        [`${compose} run`]: `${compose} run --rm web sh`,
        [`${compose} exec`]: `${compose} exec web sh`,
        [`${compose} restart`]: `${compose} restart`,
      },
    ),
    { skill: `${compose} pull`, example: `${compose} pull`, phase: "setup" },
    ...each(
      { phase: "cleanup" },
      {
        [`${compose} down`]: `${compose} down -v`,
        [`${compose} stop`]: `${compose} stop`,
        [`${compose} rm`]: `${compose} rm -f`,
      },
    ),
  ];
}

function terraform(program: string): Rule[] {
  return [
    { skill: program, example: `${program} -chdir=a output`, category: "Cloud & deploy", depth: 1 },
    ...each({ phase: "setup" }, { [`${program} init`]: `${program} init -upgrade` }),
    ...each(
      { phase: "verification" },
      {
        [`${program} plan`]: `${program} plan -out a`,
        [`${program} validate`]: `${program} validate`,
        [`${program} fmt`]: `${program} fmt -recursive`,
      },
    ),
    {
      skill: `${program} test`,
      example: `${program} test`,
      category: "Testing",
      phase: "verification",
      kind: "test",
    },
    { skill: `${program} apply`, example: `${program} apply -auto-approve`, phase: "execution" },
    { skill: `${program} destroy`, example: `${program} destroy`, phase: "cleanup" },
    ...each(
      { depth: 2 },
      {
        [`${program} state`]: `${program} state`,
        [`${program} workspace`]: `${program} workspace`,
      },
    ),
  ];
}

function kubectl(program: string): Rule[] {
  return [
    {
      skill: program,
      example: `${program} -n x get pods`,
      category: "Containers",
      depth: 1,
      values: "-n --namespace --context --kubeconfig -s --server --cluster --user",
      endless: { only: "-w --watch" },
    },
    { skill: `${program} get`, example: `${program} get pods -w`, endless: { only: "-w --watch" } },
    { skill: `${program} logs`, example: `${program} logs -f a`, endless: { only: "-f --follow" } },
    {
      skill: `${program} port-forward`,
      example: `${program} port-forward svc/a 80:80`,
      endless: {},
    },
    { skill: `${program} proxy`, example: `${program} proxy`, endless: {} },
    ...each(
      { phase: "execution" },
      {
        [`${program} apply`]: `${program} apply -f a.yml`,
        [`${program} create`]: `${program} create ns a`,
        [`${program} exec`]: `${program} exec -it a -- sh`,
        [`${program} scale`]: `${program} scale --replicas=2 deploy/a`,
        [`${program} patch`]: `${program} patch deploy a`,
        [`${program} edit`]: `${program} edit deploy a`,
      },
    ),
    ...each(
      { phase: "verification" },
      {
        [`${program} diff`]: `${program} diff -f a.yml`,
        [`${program} describe`]: `${program} describe pod a`,
        [`${program} wait`]: `${program} wait --for=condition=ready pod/a`,
      },
    ),
    { skill: `${program} delete`, example: `${program} delete pod a`, phase: "cleanup" },
    ...each(
      { depth: 2 },
      {
        [`${program} rollout`]: `${program} rollout`,
        [`${program} config`]: `${program} config`,
        [`${program} top`]: `${program} top`,
        [`${program} auth`]: `${program} auth`,
      },
    ),
    {
      skill: `${program} rollout undo`,
      example: `${program} rollout undo deploy/a`,
      phase: "rollback",
    },
    {
      skill: `${program} rollout status`,
      example: `${program} rollout status deploy/a`,
      phase: "verification",
    },
  ];
}

const deploy = { category: "Cloud & deploy", phase: "execution" } as const;

export const cloud: readonly Rule[] = [
  ...["docker", "podman", "nerdctl"].flatMap(engine),
  ...["terraform", "tofu"].flatMap(terraform),
  ...["kubectl", "oc"].flatMap(kubectl),
  {
    skill: "helm",
    example: "helm list",
    category: "Containers",
    phase: "execution",
    depth: 1,
    values: "-n --namespace --kube-context",
  },
  ...each(
    { depth: 2 },
    { "helm repo": "helm repo", "helm dependency": "helm dependency", "helm get": "helm get" },
  ),
  ...each(
    { phase: "verification" },
    { "helm lint": "helm lint a", "helm template": "helm template a", "helm test": "helm test a" },
  ),
  { skill: "helm rollback", example: "helm rollback a 1", phase: "rollback" },
  {
    skill: "helm uninstall",
    example: "helm uninstall a",
    aliases: "delete del un",
    phase: "cleanup",
  },
  ...each(
    { category: "Containers", depth: 1 },
    {
      minikube: "minikube start",
      kind: "kind load",
      k3d: "k3d cluster",
      kustomize: "kustomize build a",
      colima: "colima start",
      buildah: "buildah bud .",
      skopeo: "skopeo copy a b",
      crictl: "crictl ps",
      devcontainer: "devcontainer up",
      vagrant: "vagrant up",
      argocd: "argocd login",
      istioctl: "istioctl analyze",
      flux: "flux reconcile",
    },
  ),
  ...each(
    { category: "Containers", endless: {} },
    { k9s: "k9s", lazydocker: "lazydocker", stern: "stern a" },
  ),
  { skill: "skaffold", example: "skaffold build", category: "Containers", depth: 1 },
  { skill: "skaffold dev", example: "skaffold dev", endless: {} },
  { skill: "tilt", example: "tilt ci", category: "Containers", depth: 1 },
  { skill: "tilt up", example: "tilt up", endless: {} },
  { skill: "vagrant destroy", example: "vagrant destroy -f", phase: "cleanup" },
  { skill: "vagrant ssh", example: "vagrant ssh", endless: { unless: "-c" } },
  { skill: "argocd app", example: "argocd app", depth: 2 },
  { skill: "argocd app rollback", example: "argocd app rollback a 3", phase: "rollback" },
  ...each(deploy, {
    ansible: "ansible all -m ping",
    "ansible-playbook": "ansible-playbook -i inv site.yml",
  }),
  ...each(
    { ...deploy, depth: 1 },
    {
      "ansible-galaxy": "ansible-galaxy install x",
      "ansible-vault": "ansible-vault edit a.yml",
      pulumi: "pulumi up",
      cdk: "cdk deploy",
      sam: "sam deploy",
      serverless: "serverless deploy",
      sls: "sls deploy",
      packer: "packer build a.pkr.hcl",
      terragrunt: "terragrunt apply",
      eksctl: "eksctl create",
      vercel: "vercel link",
      netlify: "netlify deploy",
      wrangler: "wrangler deploy",
      flyctl: "flyctl deploy",
      firebase: "firebase deploy",
      supabase: "supabase start",
      railway: "railway up",
      render: "render deploys",
      heroku: "heroku ps",
      amplify: "amplify push",
      eb: "eb deploy",
      cf: "cf push",
      surge: "surge dist",
      kamal: "kamal deploy",
      cap: "cap production deploy",
      goreleaser: "goreleaser release",
      "semantic-release": "semantic-release",
      "gh-pages": "gh-pages -d dist",
      act: "act pull_request",
      circleci: "circleci config",
      consul: "consul members",
      vault: "vault status",
      nomad: "nomad run a.nomad",
    },
  ),
  { skill: "fly", example: "fly status", ...deploy, depth: 1 },
  ...each(
    { phase: "verification" },
    { "pulumi preview": "pulumi preview", "cdk diff": "cdk diff", "cdk synth": "cdk synth" },
  ),
  ...each(
    { phase: "cleanup" },
    { "pulumi destroy": "pulumi destroy", "cdk destroy": "cdk destroy" },
  ),
  ...each(
    { phase: "rollback" },
    {
      "vercel rollback": "vercel rollback",
      "heroku rollback": "heroku rollback v9",
      "wrangler rollback": "wrangler rollback",
      "heroku releases:rollback": "heroku releases:rollback v9",
      "kamal rollback": "kamal rollback x",
    },
  ),
  ...each(
    { category: "Run", endless: {} },
    {
      "vercel dev": "vercel dev",
      "netlify dev": "netlify dev",
      "wrangler dev": "wrangler dev",
      "firebase emulators:start": "firebase emulators:start",
      "sam local": "sam local start-api",
    },
  ),
  ...each({ endless: {} }, { "wrangler tail": "wrangler tail" }),
  {
    skill: "aws",
    example: "aws --profile x s3 cp a b",
    category: "Cloud & deploy",
    depth: 2,
    values: "--profile --region --output --endpoint-url --query",
  },
  { skill: "aws configure", example: "aws configure", phase: "setup" },
  {
    skill: "az",
    example: "az vm create -n a",
    category: "Cloud & deploy",
    depth: 3,
    values: "--subscription -o --output -g -n",
  },
  ...each({ depth: 1, phase: "setup" }, { "az login": "az login" }),
  {
    skill: "gcloud",
    example: "gcloud --project x compute instances list",
    category: "Cloud & deploy",
    depth: 3,
    values: "--project --account --region --zone --format",
  },
  ...each(
    { depth: 2 },
    {
      "gcloud compute ssh": "gcloud compute ssh vm1",
      "gcloud run deploy": "gcloud run deploy app",
      "gcloud app deploy": "gcloud app deploy",
      "gcloud auth login": "gcloud auth login",
    },
  ),
  ...each(
    { category: "Cloud & deploy", depth: 1 },
    {
      gsutil: "gsutil cp a b",
      bq: "bq query x",
      doctl: "doctl apps",
      linode: "linode list",
      s3cmd: "s3cmd ls",
      rclone: "rclone copy a b",
      ngrok: "ngrok config",
    },
  ),
  ...each({ endless: {} }, { "ngrok http": "ngrok http 3000" }),
];
