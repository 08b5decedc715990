import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('reporting')
@Controller('api/v1')
export class ReportingController {}
