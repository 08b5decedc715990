import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { wrongField } from '../base/shapes.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { AutomaticAssignment } from './automatic.service.js';
import { CompareModelsDto, ProposalFiguresDto, SetAutomaticDto, SwitchModelDto } from './models.dto.js';
import { RoutingModels } from './models.service.js';
import type { RoutingTraining } from './routing.entities.js';
import { Training } from './training.service.js';

/** Months asked for at once. */
const MOST_MONTHS = 24;

/** 派单模型与自动分办: the administrator trains, switches and lets the machine assign; the coordinator reads along. */
@ApiTags('routing')
@Controller('api/v1/routing')
export class ModelsController {
  constructor(
    private readonly models: RoutingModels,
    private readonly training: Training,
    private readonly automatic: AutomaticAssignment,
  ) {}

  /** Versions with what they were learned from and how good they are, newest first; switches and trainings beside them. */
  @Get('models')
  @People('administrator', 'coordinator')
  async list() {
    return { models: await this.models.list(), switches: await this.models.switches(), trainings: (await this.training.list()).map(trainingView) };
  }

  /** Done in the background: see `trainings`. */
  @Post('models/train')
  @HttpCode(202)
  @People('administrator')
  async train(@By() person: Person) {
    return trainingView(await this.training.ask(person.id));
  }

  @Get('models/compare')
  @People('administrator', 'coordinator')
  async compare(@Query() { version, before }: CompareModelsDto) {
    return await this.models.compare(version ?? null, before ?? null);
  }

  @Post('models/switch')
  @HttpCode(200)
  @People('administrator')
  async switch(@By() person: Person, @Body() { version, reason }: SwitchModelDto) {
    await this.models.switchTo(version, { userId: person.id, reason });
    return { models: await this.models.list(), switches: await this.models.switches() };
  }

  @Get('automatic')
  @People('administrator', 'coordinator')
  async offices() {
    return { offices: await this.automatic.list() };
  }

  @Put('automatic')
  @People('administrator')
  async set(@By() person: Person, @Body() { organisation, on, reason }: SetAutomaticDto) {
    return { offices: await this.automatic.set(person, organisation, on, reason) };
  }

  /** 派单建议采纳情况, month by month. */
  @Get('proposal-figures')
  @People('coordinator', 'supervisor')
  async figures(@By() person: Person, @Query() { from, to }: ProposalFiguresDto) {
    return { figures: await this.models.proposalFigures(person, monthsBetween(from, to)) };
  }
}

function monthsBetween(from: string, to: string): string[] {
  const indexOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const nameOf = (index: number): string => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  const [first, last] = [indexOf(from), indexOf(to)];
  if (last < first || last - first >= MOST_MONTHS) throw wrongField('to', `应不早于 from，最多 ${MOST_MONTHS} 个月`, `must not be before from, at most ${MOST_MONTHS} months`);
  return Array.from({ length: last - first + 1 }, (_, i) => nameOf(first + i));
}

const trainingView = ({ id, askedBy, askedAt, finishedAt, outcome, cases, modelVersion }: RoutingTraining) => ({
  id, askedBy, askedAt: new Date(askedAt).toISOString(), finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(), outcome, cases, modelVersion,
});
