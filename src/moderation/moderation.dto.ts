import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { GRADES, keysOf, KINDS, URGENCIES, type Grade, type Kind, type Urgency } from '../core/vocabulary.js';
import { ActDto } from '../casefile/act.dto.js';

/** Something must stand there besides blanks. */
const Written = () => Matches(/\S/u, { message: '$property must not be blank' });

export class PassDto extends ActDto {
  @IsOptional() @IsIn(keysOf(KINDS)) kind?: Kind;
  @IsOptional() @IsIn(keysOf(URGENCIES)) urgency?: Urgency;
  /** Needed where the correction goes downwards. */
  @IsOptional() @IsString() @MaxLength(2000) reason?: string;
}

export class RelabelDto extends PassDto {
  @IsOptional() @IsIn(keysOf(GRADES)) grade?: Grade;
  @IsOptional() @IsBoolean() sensitive?: boolean;
}

export class ConfirmAccusedDto extends ActDto {
  /** Organisations and departments by id or code; empty where the report names none. */
  @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) @MaxLength(100, { each: true }) accused: string[];
}

/** Lengths as the template bounds them. */
export class ProposeRejectionDto extends ActDto {
  @IsString() @MinLength(1) @MaxLength(200) @Written() reason: string;
  /** The way the law gives the citizen instead. */
  @IsString() @MinLength(1) @MaxLength(240) @Written() legalWay: string;
  /** What the refusal rests on: document and article. */
  @IsOptional() @IsString() @MinLength(1) @MaxLength(120) @Written() basis?: string;
  @IsOptional() @IsString() @MaxLength(100) template?: string;
}

export class FileDto extends ActDto {
  @IsString() @MinLength(1) @MaxLength(2000) @Written() reason: string;
}

export class SeenCaseDto {
  @IsString() @MaxLength(36) id: string;
  @IsInt() @Min(1) version: number;
}

export class FileManyDto {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => SeenCaseDto) cases: SeenCaseDto[];
  @IsString() @MinLength(1) @MaxLength(2000) @Written() reason: string;
}
