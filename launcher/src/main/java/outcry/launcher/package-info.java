/** {@code main}, the command line, configuration and the assembling of the roles. */
package outcry.launcher;
