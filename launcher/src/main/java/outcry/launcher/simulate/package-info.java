/** The simulator's command. */
package outcry.launcher.simulate;
