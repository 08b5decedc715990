import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('routing')
@Controller('api/v1')
export class RoutingController {}
