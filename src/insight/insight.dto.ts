import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';

export class ReasonDto {
  @IsString() @MinLength(1) @MaxLength(2000) reason: string;
}

export class DismissLikeDto extends ReasonDto {
  /** The like case. */
  @IsString() @MinLength(1) @MaxLength(36) otherId: string;
}

export class TopicsQueryDto {
  /** Default: open ones. */
  @IsOptional() @IsIn(['open', 'dismissed', 'past']) state?: 'open' | 'dismissed' | 'past';
}

export class TopicBriefDto {
  /** A page to print, or data. Default: data. */
  @IsOptional() @IsIn(['json', 'page']) form?: 'json' | 'page';
  @IsOptional() @IsIn(['zh', 'en']) language?: 'zh' | 'en';
}

export class RenameTopicDto {
  @IsString() @MinLength(2) @MaxLength(80) title: string;
}

export class JoinTopicDto extends ReasonDto {
  /** The topic that goes on for both. */
  @IsString() @MinLength(1) @MaxLength(36) intoId: string;
}

export class SplitTopicDto extends ReasonDto {
  /** The cases that make a topic of their own. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(1000) @IsString({ each: true }) caseIds: string[];
  @IsString() @MinLength(2) @MaxLength(80) title: string;
}

export class PassOnTopicDto {
  @IsIn(['answer_by_group', 'report_to_leadership']) as: 'answer_by_group' | 'report_to_leadership';
  @IsOptional() @IsString() @MaxLength(2000) reason?: string;
  /** Of a group reply: its words; left out, the opening of `config/topics.yaml` to be gone on with. */
  @IsOptional() @IsString() @MinLength(1) @MaxLength(20_000) @Matches(/\S/) toCitizen?: string;
}
