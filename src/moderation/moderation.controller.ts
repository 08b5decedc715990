import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('moderation')
@Controller('api/v1')
export class ModerationController {}
