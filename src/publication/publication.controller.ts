import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('publication')
@Controller('api/v1')
export class PublishingController {}
