import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

export class ImportModeDto {
  /** live: as if just arrived · history: past cases, no clock opens and nothing is sent. */
  @IsIn(['live', 'history']) as: 'live' | 'history';
  /** The file’s name where the form does not give it; its ending tells the sort. */
  @IsOptional() @IsString() @MaxLength(255) name?: string;
}

export class ImportForDto extends ImportModeDto {
  @IsString() account: string;
}
