import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Anybody } from './identity/door.js';

/** The address itself leads to the citizens’ pages until the console stands there. */
@ApiExcludeController()
@Controller()
export class FrontController {
  @Get()
  @Anybody()
  @Redirect('/public/', 302)
  front(): void {
    return;
  }
}
