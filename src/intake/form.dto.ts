import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { keysOf, KINDS, type Kind } from '../core/vocabulary.js';

/** What a citizen fills in. Only the message is asked for; contact serves to answer, and nothing else. 《个人信息保护法》第六条. */
export class WrittenDto {
  @IsString() @MinLength(1) @MaxLength(100) account: string;
  /** Made with the form: the same form sent twice is one message. */
  @Matches(/^[0-9a-f]{32}$/) once: string;
  @IsOptional() @IsIn([...keysOf(KINDS), '']) kind?: Kind | '';
  @IsOptional() @IsString() @MaxLength(100) subject?: string;
  @IsString() @MinLength(1) @MaxLength(5000) @Matches(/\S/) text: string;
  @IsOptional() @IsString() @MaxLength(200) place?: string;
  @IsOptional() @IsString() @MaxLength(50) name?: string;
  @IsOptional() @IsString() @MaxLength(100) contact?: string;
  @IsOptional() @IsIn(['public', 'private']) publicity?: 'public' | 'private';
  @IsOptional() @IsIn(['zh', 'en', '']) lang?: string;
  @IsOptional() @IsIn(['1', '']) large?: string;
}
