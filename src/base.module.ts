import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { Clock } from './base/clock.js';
import { Database } from './base/database/database.js';
import { Ids } from './base/ids.js';
import { Rulebook } from './base/policy.js';
import { ProblemsFilter } from './base/problems.filter.js';
import { Secrets, secretKeyOf } from './base/secrets.js';
import type { Settings } from './base/settings.js';
import { SETTINGS } from './base/settings.provider.js';
import { shapesPipe } from './base/shapes.js';
import { Templates } from './base/templates.js';
import { Words } from './base/words.js';
import { Gathering } from './base/workers/gathering.js';
import { Judging } from './base/workers/judging.js';
import { Learning } from './base/workers/learning.js';
import { Citizens } from './casefile/citizens.js';
import { Clocks } from './casefile/clocks.js';
import { Docket } from './casefile/docket.js';
import { NightlyReplay } from './casefile/nightly-replay.js';
import { Sight } from './casefile/sight.js';
import { ENTITIES } from './entities.js';
import { DoorGuard } from './identity/door.js';
import { IdentityController } from './identity/identity.controller.js';
import { Identity } from './identity/identity.service.js';
import { PeopleController } from './identity/people.controller.js';
import { Ears } from './journal/ears.js';
import { Journal } from './journal/journal.js';
import { Relay } from './journal/relay.js';
import { Sealer } from './journal/seal.js';
import { Directory } from './registry/directory.js';
import { RegistryController } from './registry/registry.controller.js';
import { Registry } from './registry/registry.service.js';
import { RuleVersions } from './registry/rule-versions.js';

/** The floors under the line: base, identity, registry, journal, casefile. */
@Global()
@Module({})
export class BaseModule {
  static with(settings: Settings, clock: Clock): DynamicModule {
    const ids = new Ids(clock);
    const floors = [
      Identity, RuleVersions, Directory, Registry, Ears, Journal, Relay, Sealer, Clocks, NightlyReplay, Docket, Sight, Citizens, Templates, Gathering, Judging, Learning, Words,
      { provide: SETTINGS, useValue: settings },
      { provide: Clock, useValue: clock },
      { provide: Ids, useValue: ids },
      { provide: Secrets, useFactory: () => new Secrets(secretKeyOf(settings)) },
      { provide: Rulebook, useFactory: () => new Rulebook(settings.configDirectory) },
      { provide: Database, useFactory: () => Database.open(settings, ENTITIES, clock, ids) },
    ];
    return {
      module: BaseModule,
      controllers: [IdentityController, PeopleController, RegistryController],
      providers: [
        ...floors,
        { provide: APP_GUARD, useClass: DoorGuard },
        { provide: APP_FILTER, useClass: ProblemsFilter },
        { provide: APP_PIPE, useFactory: shapesPipe },
      ],
      exports: floors,
    };
  }
}
