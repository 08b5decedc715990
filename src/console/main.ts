import 'element-plus/dist/index.css';
import './look/look.css';
import { createApp } from 'vue';
import TheConsole from './the-console.vue';
import { router } from './routes';

createApp(TheConsole).use(router).mount('#console');
