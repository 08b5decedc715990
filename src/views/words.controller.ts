import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LIFECYCLE } from '../core/lifecycle.js';
import { CLOCKS, DISSATISFACTION_CAUSES, GATES, GRADES, HAND_OVER_WAYS, HARMS, keysOf, KINDS, PARTIES, PLATFORMS, PROCEDURES, PUBLICITIES, RATINGS, RESOLUTIONS, ROLES, STATES, URGENCIES, type Label } from '../core/vocabulary.js';
import { CONTACT_WAYS } from '../handling/handling.entities.js';
import { Anybody } from '../identity/door.js';
import { DUTY_VIEWS } from './duties.query.js';

const labels = (record: Record<string, Label>): Record<string, Label> =>
  Object.fromEntries(keysOf(record).map((key) => [key, { zh: record[key]!.zh, en: record[key]!.en }]));

const WORDS = {
  kinds: labels(KINDS), urgencies: labels(URGENCIES), grades: labels(GRADES), publicities: labels(PUBLICITIES), states: labels(STATES), roles: labels(ROLES),
  parties: labels(PARTIES), clocks: labels(CLOCKS), procedures: labels(PROCEDURES), platforms: labels(PLATFORMS), gates: labels(GATES), ratings: labels(RATINGS),
  resolutions: labels(RESOLUTIONS), dissatisfactionCauses: labels(DISSATISFACTION_CAUSES), ways: labels(CONTACT_WAYS), harms: labels(HARMS), handOverWays: labels(HAND_OVER_WAYS), acts: labels(LIFECYCLE),
  views: Object.fromEntries(Object.entries(DUTY_VIEWS).map(([name, { zh, en, whose }]) => [name, { zh, en, whose }])),
};

/** The field’s words for whoever shows them: each identifier of the API in Chinese and English. */
@ApiTags('words')
@Controller('api/v1/words')
@Anybody()
export class WordsController {
  @Get()
  @Header('cache-control', 'max-age=300')
  words() {
    return WORDS;
  }
}
