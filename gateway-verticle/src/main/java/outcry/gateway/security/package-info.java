/** Who asks, and whether he may: keys, sessions of the page, signatures, and the second person. */
package outcry.gateway.security;
