import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('cases')
@Controller('api/v1')
export class CasesController {}
