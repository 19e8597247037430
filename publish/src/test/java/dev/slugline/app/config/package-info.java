@NullMarked
package dev.slugline.app.config;

import org.jspecify.annotations.NullMarked;
