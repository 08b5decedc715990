import { Injectable } from '@nestjs/common';

@Injectable()
export class Escalation {
  sweep(): Promise<number> {
    return Promise.resolve(0);
  }
}
