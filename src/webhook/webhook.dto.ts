import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import type { ActName } from '../core/lifecycle.js';
import { TOLD_ACTS } from './told-acts.js';

export class RegisterWebhookDto {
  @IsString() @MinLength(1) @MaxLength(100) name: string;
  @IsString() @MinLength(1) @MaxLength(2000) url: string;
  /** All that are told, if left out. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsIn(TOLD_ACTS, { each: true }) acts?: ActName[];
  /** Handles; all if left out. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsString({ each: true }) accounts?: string[];
}

export class SwitchWebhookDto {
  @IsBoolean() active: boolean;
  @IsOptional() @IsString() @MaxLength(500) reason?: string;
}
