/** What an application keeps in memory besides its database: recorded after its start, and put back for the next test. */
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Notices } from '../../src/notice/notice.service.js';

type Fields = Record<string, unknown>;

/** Nest’s own parts go on as they are. */
const OF_NEST = ['InternalCoreModule', 'ModuleRef', 'ApplicationConfig'];

export class Memory {
  private readonly kept: readonly (readonly [part: Fields, fields: Fields, empty: readonly string[]])[];

  /** Fields are put back as they were; a map or set that was empty is emptied: what grew inside another object stays. */
  constructor(app: NestFastifyApplication) {
    this.kept = partsOf(app).map((part) => {
      const fields = { ...part };
      return [part, fields, Object.keys(fields).filter((name) => isCollection(fields[name]) && fields[name].size === 0)] as const;
    });
  }

  putBack(): void {
    for (const [part, fields, empty] of this.kept) {
      Object.assign(part, fields);
      for (const name of empty) (part[name] as Map<unknown, unknown>).clear();
    }
  }
}

const isCollection = (value: unknown): value is Map<unknown, unknown> | Set<unknown> => value instanceof Map || value instanceof Set;

const isPart = (instance: unknown): instance is Fields =>
  typeof instance === 'object' && instance !== null && !isCollection(instance) && Object.getPrototypeOf(instance) !== Object.prototype;

/** What the house’s own modules provide and answer with, each once, and the parts of the notices, which remember the day they greeted and a server that was away. */
function partsOf(app: NestFastifyApplication): Fields[] {
  const modules = [...app.get(ModulesContainer).values()].filter(({ name }) => !OF_NEST.includes(name));
  const wrappers = modules.flatMap(({ providers, controllers }) => [...providers.values(), ...controllers.values()]);
  const instances = wrappers.filter(({ name }) => !OF_NEST.includes(String(name))).map(({ instance }) => instance as unknown);
  const made = Object.values(app.get(Notices)).flat(2) as unknown[];
  return [...new Set([...instances, ...made])].filter(isPart);
}
