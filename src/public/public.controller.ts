import { Controller } from '@nestjs/common';

@Controller('public')
export class PublicController {}
