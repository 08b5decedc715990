import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, MaxLength, MinLength, ValidateNested } from 'class-validator';
import type { NoticeState } from './notice.entities.js';

const STATES: readonly NoticeState[] = ['queued', 'sent', 'dead', 'dropped', 'collected'];

export class NoticeQueryDto {
  @IsOptional() @IsIn(STATES) state?: NoticeState;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(36) before?: string;
}

export class BounceDto {
  /** Of the mail that came back, with its angle brackets. */
  @IsString() @MinLength(3) @MaxLength(300) messageId: string;
  @IsString() @MinLength(1) @MaxLength(500) reason: string;
}

export class ReceiptDto {
  @IsString() @MinLength(1) @MaxLength(36) id: string;
  @IsIn(['read', 'failed']) state: 'read' | 'failed';
  @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

export class ReceiptsDto {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(500) @ValidateNested({ each: true }) @Type(() => ReceiptDto) receipts: ReceiptDto[];
}

export class CallDto {
  @IsBoolean() reached: boolean;
  @IsOptional() @IsString() @MaxLength(1000) note?: string;
}
