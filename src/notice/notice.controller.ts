import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('notice')
@Controller('api/v1')
export class NoticesController {}
