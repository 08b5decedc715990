/** Every route the application really has, read from what the framework registered. */
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { Office } from '../support/office.js';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
}

export function routesOf(office: Office): Route[] {
  const found = new Map<string, Route>();
  for (const module of office.app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      const base = Reflect.getMetadata(PATH_METADATA, metatype!) as string;
      const prototype = (metatype as { prototype: Record<string, unknown> }).prototype;
      for (const name of Object.getOwnPropertyNames(prototype)) {
        const handler = prototype[name] as object;
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        if (method === undefined) continue;
        const path = `/${[base, Reflect.getMetadata(PATH_METADATA, handler) as string].join('/')}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
        const route = { method: RequestMethod[method] as Route['method'], path };
        found.set(`${route.method} ${route.path}`, route);
      }
    }
  }
  return [...found.values()].toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

export const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
