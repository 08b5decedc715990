import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { ActDto } from '../casefile/act.dto.js';
import { keysOf } from '../core/vocabulary.js';
import { CONTACT_WAYS, type ContactWay } from './handling.entities.js';

export class AcknowledgeDto extends ActDto {
  /** 承办人: a handler of the department; left out by a handler, it is that handler. */
  @IsOptional() @IsUUID() handlerId?: string;
}

export class ReassignInsideDto extends ActDto {
  @IsUUID() handlerId: string;
}

export class LogContactDto extends ActDto {
  @IsIn(keysOf(CONTACT_WAYS)) way: ContactWay;
  @IsBoolean() reached: boolean;
  @IsString() @MinLength(1) @MaxLength(2000) @Matches(/\S/) note: string;
}
