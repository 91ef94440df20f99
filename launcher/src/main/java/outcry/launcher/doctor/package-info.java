/** Checks what the machine must have before Outcry is started. */
package outcry.launcher.doctor;
