import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { PaperSort, PaperState } from '../escalation/escalation.entities.js';

const SORTS: readonly PaperSort[] = ['urge', 'supervision', 'instruction'];
const STATES: readonly PaperState[] = ['draft', 'issued', 'replied', 'accepted', 'returned', 'concluded', 'lapsed'];

export class PaperListDto {
  @IsOptional() @IsIn(SORTS) sort?: PaperSort;
  @IsOptional() @IsIn(STATES) state?: PaperState;
  /** Code or id. */
  @IsOptional() @IsString() @MaxLength(100) department?: string;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(36) before?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
}
