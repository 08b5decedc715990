import { IsIn, IsInt, IsISO8601, IsOptional, IsString, Matches, MaxLength, Min, MinLength } from 'class-validator';
import { HAND_OVER_WAYS, HARMS, keysOf, type HandOverWay, type Harm } from '../core/vocabulary.js';
import { ActDto } from '../casefile/act.dto.js';

export class QuarantineDto extends ActDto {
  @IsIn(keysOf(HARMS)) code: Harm;
  /** In `subject + line break + text` of all messages of the case; both or none. */
  @IsOptional() @IsInt() @Min(0) start?: number;
  @IsOptional() @IsInt() @Min(1) end?: number;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}

export class HandOverDto extends ActDto {
  /** The body by its full name. */
  @IsString() @MinLength(2) @MaxLength(60) @Matches(/\S/u) receiver: string;
  @IsString() @Matches(/^[0-9+()（）\-—、/ 转]{3,30}$/u, { message: '$property must be a telephone number' }) receiverPhone: string;
  @IsIn(keysOf(HAND_OVER_WAYS)) way: HandOverWay;
  @IsString() @MinLength(1) @MaxLength(500) @Matches(/\S/u) reason: string;
  /** The way the law gives the citizen: told with the hand-over. Left out, the citizen is not told. */
  @IsOptional() @IsString() @MinLength(1) @MaxLength(240) @Matches(/\S/u) legalWay?: string;
}

export class ConfirmHandOverDto extends ActDto {
  /** Which, where several wait. */
  @IsOptional() @IsString() @MaxLength(36) handOverId?: string;
  /** Who received it there. */
  @IsOptional() @IsString() @MinLength(1) @MaxLength(40) @Matches(/\S/u) receivedBy?: string;
  /** When; now if left out. */
  @IsOptional() @IsISO8601() receivedAt?: string;
  @IsOptional() @IsString() @MaxLength(60) receiptNumber?: string;
  /** In place of a receipt: why a hidden message needs no hand-over. */
  @IsOptional() @IsString() @MinLength(1) @MaxLength(500) @Matches(/\S/u) notNeeded?: string;
}
