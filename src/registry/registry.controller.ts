import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('registry')
@Controller('api/v1/registry')
export class RegistryController {}
