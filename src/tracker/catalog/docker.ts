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

export function dockerRules(): readonly Rule[] {
  return ["docker", "podman", "nerdctl"].flatMap(engine);
}
