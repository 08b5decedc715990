import { IsIn, IsOptional } from 'class-validator';
import type { NoticeState } from './notice.entities.js';

const STATES: readonly NoticeState[] = ['queued', 'sent', 'dead', 'dropped', 'collected'];

export class NoticeQueryDto {
  @IsOptional() @IsIn(STATES) state?: NoticeState;
}
