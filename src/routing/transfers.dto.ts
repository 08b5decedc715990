import { IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { ReasonedActDto } from '../casefile/act.dto.js';

export class TransferOutDto extends ReasonedActDto {
  /** The body that will handle it, by its full name. */
  @IsString() @MinLength(2) @MaxLength(60) @Matches(/\S/u) receiver: string;
  @IsString() @Matches(/^[0-9+()（）\-—、/ 转]{3,30}$/u, { message: '$property must be a telephone number' }) receiverPhone: string;
  /** Its number there, where one was given. */
  @IsOptional() @IsString() @MaxLength(60) receiverNumber?: string;
}

export class TakeBackDto extends ReasonedActDto {}
