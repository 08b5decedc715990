import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { ActDto } from '../casefile/act.dto.js';
import { DEFECT_CODES, type DefectCode } from '../core/quality/settings.js';
import { keysOf, KINDS, type Kind } from '../core/vocabulary.js';
import { OPINIONS, type Opinion } from './replies.entities.js';

const LONGEST_REPLY = 20_000;

export class AttachmentDto {
  @IsString() @MinLength(1) @MaxLength(200) name: string;
  @Matches(/^[\w.+-]+\/[\w.+-]+$/) @MaxLength(100) mediaType: string;
  /** Of the content, 64 lower-case hexadecimal digits: what was signed is what is sent. */
  @Matches(/^[0-9a-f]{64}$/) sha256: string;
}

export class ReplyDto extends ActDto {
  /** 答复网民. */
  @IsString() @MinLength(1) @MaxLength(LONGEST_REPLY) @Matches(/\S/) toCitizen: string;
  /** 报送上级, where the origin asks for a text of its own. */
  @IsOptional() @IsString() @MinLength(1) @MaxLength(LONGEST_REPLY) @Matches(/\S/) toSuperior?: string;
  /** The hash of the verdict that was shown: a reply with warnings is handed in by who has seen them. */
  @IsOptional() @Matches(/^[0-9a-f]{64}$/) seenVerdict?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => AttachmentDto) attachments?: AttachmentDto[];
}

/** The answer of an outside body, sent back through the channel. */
export class ExternalResultDto {
  @IsString() @MinLength(1) @MaxLength(60) caseNumber: string;
  @IsString() @MinLength(1) @MaxLength(LONGEST_REPLY) @Matches(/\S/) toCitizen: string;
  @IsOptional() @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => AttachmentDto) attachments?: AttachmentDto[];
}

/** A reply to be judged while it is written: for a case, or for a message that is given with it. */
export class ScoreDto {
  /** Message, subject, kind, channel and department are then the case’s; without `reply` its present reply is judged. */
  @IsOptional() @IsUUID() caseId?: string;
  @IsOptional() @IsString() @MaxLength(500) subject?: string;
  @IsOptional() @IsString() @MaxLength(LONGEST_REPLY) message?: string;
  @IsOptional() @IsString() @MaxLength(LONGEST_REPLY) reply?: string;
  /** The name of the department answering. */
  @IsOptional() @IsString() @MaxLength(100) department?: string;
  @IsOptional() @IsIn(keysOf(KINDS)) kind?: Kind;
  /** As in `config/quality/weights.yaml`: mailbox, message, comment. */
  @IsOptional() @IsString() @MaxLength(40) channel?: string;
}

/** A disagreement with the judge on the present reply of a case. */
export class LabelDto {
  @IsUUID() caseId: string;
  @IsIn([...OPINIONS]) opinion: Opinion;
  @IsIn([...DEFECT_CODES]) code: DefectCode;
  /** Where in the reply; the whole of it when left out. */
  @IsOptional() @IsInt() @Min(0) @Max(LONGEST_REPLY) start?: number;
  @IsOptional() @IsInt() @Min(0) @Max(LONGEST_REPLY) end?: number;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
