import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('review')
@Controller('api/v1')
export class ReviewController {}
