import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { ActDto } from '../casefile/act.dto.js';
import { keysOf, KINDS, type Kind } from '../core/vocabulary.js';

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
  @IsOptional() @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => AttachmentDto) attachments?: AttachmentDto[];
}

/** The answer of an outside body, sent back through the channel. */
export class ExternalResultDto {
  @IsString() @MinLength(1) @MaxLength(60) caseNumber: string;
  @IsString() @MinLength(1) @MaxLength(LONGEST_REPLY) @Matches(/\S/) toCitizen: string;
  @IsOptional() @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => AttachmentDto) attachments?: AttachmentDto[];
}

/** A reply to be judged while it is written; no case is needed. */
export class ScoreDto {
  @IsOptional() @IsString() @MaxLength(500) subject?: string;
  @IsString() @MaxLength(LONGEST_REPLY) message: string;
  @IsString() @MaxLength(LONGEST_REPLY) reply: string;
  /** The name of the department answering. */
  @IsOptional() @IsString() @MaxLength(100) department?: string;
  @IsOptional() @IsIn(keysOf(KINDS)) kind?: Kind;
  /** As in `config/quality/weights.yaml`: mailbox, message, comment. */
  @IsOptional() @IsString() @MaxLength(40) channel?: string;
}
