import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { ActDto } from '../casefile/act.dto.js';

/** As long as the field of the approved text 补充材料告知 (`config/replies/clarification.yaml`) takes. */
const LONGEST_QUESTION = 300;

export class ProposeClarificationDto extends ActDto {
  /** What the citizen is asked; sent word for word once approved. */
  @IsString() @MinLength(1) @MaxLength(LONGEST_QUESTION) @Matches(/\S/) question: string;
}

export class ClarificationAnswerDto {
  @IsString() @MinLength(1) @MaxLength(100) caseNumber: string;
  @IsString() @MinLength(1) @MaxLength(40) queryCode: string;
  @IsString() @MinLength(1) @MaxLength(20000) @Matches(/\S/) text: string;
}
