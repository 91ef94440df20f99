/** {@code outcry run}: configuration, the assembling of the roles, replay, the report. */
package outcry.launcher.run;
