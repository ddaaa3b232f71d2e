import { each } from "./rule";
import type { Rule } from "./rule";

function kubectl(program: string): Rule[] {
  return [
    {
      skill: program,
      example: `${program} -n x explain pods`,
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

/** Clusters, what runs in them, and virtual machines. */
export function kubernetesRules(): readonly Rule[] {
  return [
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
      {
        "helm lint": "helm lint a",
        "helm template": "helm template a",
        "helm test": "helm test a",
      },
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
  ];
}
