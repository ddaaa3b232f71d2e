import { each } from "./rule";
import type { Rule } from "./rule";

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

const deploy = { category: "Cloud & deploy", phase: "execution" } as const;

export function cloudRules(): readonly Rule[] {
  return [
    ...["terraform", "tofu"].flatMap(terraform),
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
}
