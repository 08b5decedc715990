import { Inject } from '@nestjs/common';

export const SETTINGS = Symbol('settings');
export const InjectSettings = (): ParameterDecorator & PropertyDecorator => Inject(SETTINGS);
