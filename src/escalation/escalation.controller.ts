import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('escalation')
@Controller('api/v1')
export class EscalationController {}
