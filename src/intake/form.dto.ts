import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { keysOf, KINDS, type Kind } from '../core/vocabulary.js';

/** What every form of the public pages carries along. */
class ViewDto {
  @IsOptional() @IsIn(['zh', 'en', '']) lang?: string;
  @IsOptional() @IsIn(['1', '']) large?: string;
}

/** What a citizen fills in. Only the message is asked for; contact serves to answer, and nothing else. 《个人信息保护法》第六条. */
export class WrittenDto extends ViewDto {
  @IsString() @MinLength(1) @MaxLength(100) account: string;
  /** Code of the department by which the citizen wishes to be answered; a wish, not an assignment. */
  @IsOptional() @IsString() @MaxLength(100) unit?: string;
  /** Made with the form: the same form sent twice is one message. */
  @Matches(/^[0-9a-f]{32}$/) once: string;
  @IsOptional() @IsIn([...keysOf(KINDS), '']) kind?: Kind | '';
  @IsOptional() @IsString() @MaxLength(100) subject?: string;
  @IsString() @MinLength(1) @MaxLength(5000) @Matches(/\S/) text: string;
  @IsOptional() @IsString() @MaxLength(200) place?: string;
  @IsOptional() @IsString() @MaxLength(50) name?: string;
  @IsOptional() @IsString() @MaxLength(100) contact?: string;
  @IsOptional() @IsIn(['public', 'private']) publicity?: 'public' | 'private';
}

/** 撤回, by whoever shows number and code. */
export class WithdrawnDto extends ViewDto {
  @IsString() @MinLength(1) @MaxLength(100) caseNumber: string;
  @IsString() @MinLength(1) @MaxLength(40) queryCode: string;
}

/** 补充: words, and photos beside them. */
export class AddedDto extends WithdrawnDto {
  @IsString() @MinLength(1) @MaxLength(5000) @Matches(/\S/) text: string;
}
