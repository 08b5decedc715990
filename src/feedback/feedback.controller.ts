import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('feedback')
@Controller('api/v1')
export class FeedbackController {}
