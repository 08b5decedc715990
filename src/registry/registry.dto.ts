import { IsOptional, IsString, MaxLength } from 'class-validator';

export class RegistryImportDto {
  /** The file’s name where the form does not give it; its ending tells the sort. */
  @IsOptional() @IsString() @MaxLength(255) name?: string;
}
