/** How TypeScript becomes JavaScript: for what is built and for what jest runs alike. As tsconfig.json has it. */
export const COMPILER = {
  swcrc: false,
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
    target: 'es2024',
  },
  module: { type: 'es6' },
};
