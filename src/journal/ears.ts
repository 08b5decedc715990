import { Injectable } from '@nestjs/common';

/** Whether anybody outside listens at all: without a listener no delivery is written for one. */
@Injectable()
export class Ears {
  open = false;
}
