package org.sneakyklaus.support.web;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Binds only the fields that a form shows: prefixes with a special meaning are off. */
@ControllerAdvice
class BindingAdvice {

    @InitBinder
    void plainFields(WebDataBinder binder) {
        binder.setFieldMarkerPrefix(null);
        binder.setFieldDefaultPrefix(null);
        binder.setAutoGrowNestedPaths(false);
    }
}
