#!/bin/bash

# Writes all that follows from the settings: what nginx, systemd and the application read.
configure() {
    # For the template of the environment. A name, since the certificate of the mail server has it.
    # shellcheck disable=SC2034
    main_domain=$(</etc/yunohost/current_host)
    ynh_config_add --template="environment" --destination="$install_dir/environment"
    # systemd reads the password before it drops its rights.
    chmod 400 "$install_dir/environment"
    chown root:root "$install_dir/environment"
    chmod 700 "$data_dir"
    chown -R "$app:$app" "$data_dir"
    ynh_config_add_nginx
    ynh_config_add_systemd
    yunohost service add "$app" --description="Gift exchanges"
}

# Starts it and waits until it serves: it first makes or upgrades the tables.
start() {
    ynh_systemctl --service="$app" --action="start" --log_path="systemd" --wait_until="Listening on port"
}

# Runs a command of the application on its data.
klaus() {
    ynh_exec_as_app env KLAUS_DATA="$data_dir" java -jar "$install_dir/sneaky-klaus.jar" "$@"
}
