package org.sneakyklaus.support.web;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Binds forms by their fields; parameters with a special first letter mean nothing. */
@ControllerAdvice
class BindingAdvice {

    @InitBinder
    void plainFields(WebDataBinder binder) {
        var type = binder.getTargetType();
        // What its constructor has taken in, a record cannot take again.
        if (type == null || !type.toClass().isRecord()) {
            binder.initDirectFieldAccess();
        }
        binder.setFieldMarkerPrefix(null);
        binder.setFieldDefaultPrefix(null);
        binder.setAutoGrowNestedPaths(false);
    }
}
