import 'element-plus/theme-chalk/base.css';
import './look/look.css';
import { computed, createApp } from 'vue';
import { localeContextKey } from 'element-plus';
import english from 'element-plus/es/locale/lang/en';
import chinese from 'element-plus/es/locale/lang/zh-cn';
import { openWhenThere } from './desk/pieces';
import TheConsole from './the-console.vue';
import { router } from './routes';
import { language } from './words/language';

openWhenThere(router);
createApp(TheConsole).use(router).provide(localeContextKey, computed(() => (language.value === 'zh' ? chinese : english))).mount('#console');
