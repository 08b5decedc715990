import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('handling')
@Controller('api/v1')
export class HandlingController {}
